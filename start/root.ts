/** The folder that holds package.json. */
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/u, '');
