import { useReader } from '#web/data/reader.ts';
import { usePlace } from '../shell/place.ts'; // planted
import { names } from '../inbox/names.ts'; // planted
export const Avatar = () => <b>{[useReader, usePlace, names]}</b>;
