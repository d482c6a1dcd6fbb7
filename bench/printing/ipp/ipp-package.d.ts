/** What the bench uses of the `ipp` package, which has no types of its own. */
declare module 'ipp' {
  export interface IppAnswer {
    readonly statusCode: string;
    readonly 'job-attributes-tag'?: { readonly 'job-id': number };
  }
  export interface Printer {
    execute(operation: string, message: object, done: (fault: Error | null, answer: IppAnswer) => void): void;
  }
  const ipp: { Printer: new (url: string) => Printer };
  export default ipp;
}
