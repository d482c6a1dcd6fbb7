/** The same questions and the same hand-over by the `ipp` package. */
import ipp, { type IppAnswer, type Printer } from 'ipp';

const ASKED = ['printer-state', 'printer-state-reasons', 'marker-levels', 'media-ready'];

export class Peer {
  readonly #printer: Printer;

  constructor(url: string) {
    this.#printer = new ipp.Printer(url);
  }

  async status(): Promise<void> {
    const about = { 'requested-attributes': ASKED };
    await this.#ask('Get-Printer-Attributes', { 'operation-attributes-tag': about });
  }

  /** To the acceptance of the document, its job known before the first byte. */
  async submit(name: string, data: Buffer): Promise<void> {
    const about = { 'requesting-user-name': 'linli', 'job-name': name };
    const created = await this.#ask('Create-Job', { 'operation-attributes-tag': about });
    const job = created['job-attributes-tag']?.['job-id'];
    const sending = {
      'job-id': job,
      'requesting-user-name': 'linli',
      'document-format': 'application/pdf',
      'last-document': true,
    };
    await this.#ask('Send-Document', { 'operation-attributes-tag': sending, data });
  }

  #ask(operation: string, message: object): Promise<IppAnswer> {
    return new Promise((resolve, reject) =>
      this.#printer.execute(operation, message, (fault, answer) => {
        if (fault) reject(fault);
        else if (!answer.statusCode.startsWith('successful')) reject(new Error(answer.statusCode));
        else resolve(answer);
      }),
    );
  }
}
