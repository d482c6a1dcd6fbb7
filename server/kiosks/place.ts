/** Where a machine stands, told by staff: so that another machine can send a resident there. */
import { audit } from '../audit/audit.ts';
import type { Db } from '../store/database.ts';
import type { Place } from './nearest.ts';

const MOST_CHARACTERS = 60;
const MOST_EAST_DEGREES = 180;
const MOST_NORTH_DEGREES = 90;
/** Controls, turning marks, private use, halves of characters. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const DECIMAL = /^-?\d{1,3}(?:\.\d{1,10})?$/u;

/** As typed on a command line. */
export interface PlaceWish {
  readonly kiosk?: string | undefined;
  readonly address?: string | undefined;
  readonly longitude?: string | undefined;
  readonly latitude?: string | undefined;
}

export interface Placing {
  readonly kiosk: string;
  readonly address: string;
  /** Degrees, WGS 84. */
  readonly longitude: number;
  readonly latitude: number;
}

/** The place, or every mistake in it as a sentence for staff. */
export function readPlacing(wish: PlaceWish): { readonly place: Placing } | { readonly wrong: string[] } {
  const { kiosk = '', longitude = '', latitude = '' } = wish;
  const address = wish.address?.trim() ?? '';
  const wrong = [
    kiosk === '' ? '--kiosk 没写：写上机器的编号；不带参数运行，就能看到所有机器' : '',
    addressMistake(address),
    degreesMistake('--longitude', '经度', longitude, MOST_EAST_DEGREES),
    degreesMistake('--latitude', '纬度', latitude, MOST_NORTH_DEGREES),
  ].filter((sentence) => sentence !== '');
  if (wrong.length > 0) return { wrong };
  return { place: { kiosk, address, longitude: Number(longitude), latitude: Number(latitude) } };
}

function addressMistake(address: string): string {
  if (address === '') return '--address 没写：写居民找得到的地址，比如 红旗街12号社区服务中心一楼';
  if ([...address].length > MOST_CHARACTERS) return `--address 太长：最多 ${MOST_CHARACTERS} 个字`;
  return UNSHOWABLE.test(address) ? '--address 里有看不见的字符：重新打一遍' : '';
}

function degreesMistake(option: string, name: string, said: string, most: number): string {
  if (said === '') return `${option} 没写：写${name}，单位是度，比如 ${most === 90 ? '34.9' : '108.9'}`;
  if (!DECIMAL.test(said)) return `${option} 不是数字：${name}写成小数，最多 10 位小数，不带“度”和字母`;
  if (Math.abs(Number(said)) <= most) return '';
  return `${option} 超出范围：${name}在 -${most} 到 ${most} 之间；看看经度和纬度是不是写反了`;
}

/** True when this machine is enrolled. */
export async function placeKiosk(
  db: Db,
  { kiosk, address, longitude, latitude }: Placing,
  actor: string,
  now = new Date(),
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('kiosk')
      .set({ address, longitude, latitude })
      .where('id', '=', kiosk)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await audit(trx, now, { actor, action: 'kiosk_placed', subject: kiosk, kiosk });
    return true;
  });
}

/** All machines that are enrolled and not revoked, by id. */
export function enrolledPlaces(db: Db): Promise<Place[]> {
  return db
    .selectFrom('kiosk')
    .select(['id', 'name', 'address', 'longitude', 'latitude'])
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
}
