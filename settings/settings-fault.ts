/** A settings file that cannot be used. The message is for the person who wrote it: place, what is wrong, what would be right. */
export class SettingsFault extends Error {
  readonly code: 'unreadable' | 'broken_yaml' | 'wrong_settings';

  constructor(code: SettingsFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SettingsFault';
    this.code = code;
  }
}
