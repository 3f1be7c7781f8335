import { places } from '../../../clinic/server/api.ts';
import type { Opened } from '../../../clinic/server/events.ts';
import { Place } from '../../../clinic/contract.ts';
import { insert } from '../store.ts';
import { rows } from '../../../clinic/server/store.ts'; // planted
export { openPlace } from '../../../clinic/server/actions/open-place.ts'; // planted
export const openAlert = [places, Place, insert, rows] as Opened[];
