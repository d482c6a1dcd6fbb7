/** What keeps the agent from serving its screen; the message is for the person who starts it. */
export class ScreenFault extends Error {
  readonly code: 'port_in_use' | 'port_refused' | 'screen_not_built';

  constructor(code: ScreenFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ScreenFault';
    this.code = code;
  }
}
