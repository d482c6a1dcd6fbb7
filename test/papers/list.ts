/** docs/papers/README.md. */
import { PAGE_PAPERS } from './page-papers.ts';
import { pictureNames } from './page-picture.ts';
import { SLIP_PAPERS } from './slip-papers.ts';

const HEAD = `# Sample papers

Everything Linli prints, from data of people who do not exist. \`npm run papers\` makes these pictures and this list: pages
are written as PDF and drawn by poppler at 96 dpi, slips go through the driver to the simulated printer. The seal is that
of a community that does not exist either; the verification page refuses the codes.

| picture | paper | shows |
|---|---|---|
`;

export function listOfPapers(): string {
  const pages = PAGE_PAPERS.map(({ name, title, shows, pages: count }) =>
    row(pictureNames(name, count), title, shows),
  );
  const slips = SLIP_PAPERS.map(({ name, title, shows }) => row([`${name}.png`], title, shows));
  return `${HEAD}${[...pages, ...slips].join('\n')}\n`;
}

function row(pictures: readonly string[], title: string, shows: string): string {
  const links = pictures.map((picture) => `[${picture}](${picture})`);
  return `| ${links.join(', ')} | ${title} | ${shows} |`;
}
