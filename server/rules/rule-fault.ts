/** A fault of a definition or of whoever feeds it; never an answer about a resident. */
export type RuleFaultCode = 'definition_wrong' | 'value_of_wrong_type' | 'parameter_without_value';

export class RuleFault extends Error {
  readonly code: RuleFaultCode;
  constructor(code: RuleFaultCode, message: string) {
    super(message);
    this.name = 'RuleFault';
    this.code = code;
  }
}
