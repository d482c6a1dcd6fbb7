/** The page that shows the walks. */
import type { Walk } from './walk.ts';

export interface Walked {
  readonly walk: Walk;
  /** File names, in order. */
  readonly pictures: readonly string[];
}

const HEAD = `# Walks

Each walk begins with a card on the reader and ends with a paper, an answer or a reason. \`npm run walks\` starts a
community as \`npm start\` does, drives its screen in Chromium by touch alone, and takes these pictures; \`npm test\` walks
the same ways without them. Everybody here is invented, and so are the departments and what they say.
`;

export function listOfWalks(walked: readonly Walked[]): string {
  const parts = walked.map(({ walk: { title, sentence }, pictures }) => {
    const shown = pictures.map((file) => `<img src="${file}" alt="${file}" width="240">`).join(' ');
    return `## ${title}\n\n${sentence}\n\n<p>${shown}</p>\n`;
  });
  return [HEAD, ...parts].join('\n');
}
