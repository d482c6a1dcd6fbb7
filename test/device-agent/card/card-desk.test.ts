import { expect, it } from 'vitest';
import { CardDesk } from '../../../device-agent/card/card-desk.ts';
import { ScriptedStation } from './scripted-station.ts';
import { WANG_READ } from './wang.ts';

/** A desk whose seals are made when the test says so. */
function deskWith(): { desk: CardDesk; station: ScriptedStation; seals: ((sealed: string) => void)[] } {
  const station = new ScriptedStation();
  const seals: ((sealed: string) => void)[] = [];
  const desk = new CardDesk({
    station,
    nonces: { prepare() {}, take: async () => 'nonce' },
    seal: () => new Promise((resolve) => seals.push(resolve)),
    onChange: () => {},
    log: () => {},
  });
  return { desk, station, seals };
}
const turn = () => new Promise(setImmediate);

it('shows a card lifted while it was sealed as read and lifted, sealed once', async () => {
  const { desk, station, seals } = deskWith();
  station.lay(WANG_READ);
  await turn();
  const { card } = station.view;
  if (card.state === 'read') station.show({ ...card, lying: false });
  expect(desk.view).toEqual({ state: 'reading' });
  seals[0]?.('sealed');
  await turn();
  expect(desk.view).toMatchObject({ state: 'read', assertion: 'sealed', lying: false });
  expect(seals).toHaveLength(1);
});

it('drops a seal that comes after the end of the visit', async () => {
  const { desk, station, seals } = deskWith();
  station.lay(WANG_READ);
  await turn();
  desk.endVisit();
  seals[0]?.('sealed');
  await turn();
  expect(desk.view).toEqual({ state: 'none', lying: false });
});

it('gives a card that was laid while the last one was forgotten a visit of its own', async () => {
  const { desk, station, seals } = deskWith();
  station.lay(WANG_READ);
  await turn();
  seals[0]?.('first');
  await turn();
  const first = desk.view;
  desk.endVisit();
  station.lay({ ...WANG_READ });
  await turn();
  seals[1]?.('second');
  await turn();
  expect(desk.view).toMatchObject({ state: 'read', assertion: 'second' });
  expect(desk.view).not.toEqual(first);
});

it('says that a forgotten card is still there', () => {
  const { desk, station } = deskWith();
  station.show({ state: 'none', lying: true });
  expect(desk.view).toEqual({ state: 'none', lying: true });
});
