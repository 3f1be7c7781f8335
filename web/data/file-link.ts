import { useQuery } from '@tanstack/react-query';
import type { FileLink } from '#contract/files.ts';
import { post } from './api.ts';

/** Links work for fifteen minutes; a new one is made in time, and when a picture or a player could not open the one it has. */
const freshMs = 12 * 60_000;

/** Where the page can show a file from: a picture cannot send who asks for it. `path`: what has the file, "/api/files/…". */
export function useFileLink(path: string | undefined) {
  const { data, error, refetch } = useQuery({
    queryKey: ['file-link', path],
    queryFn: async () => toPath(await post<FileLink>(`${path}/links`, { body: {} })),
    enabled: path !== undefined,
    staleTime: freshMs,
    refetchInterval: freshMs,
    refetchIntervalInBackground: false,
  });
  return { url: data, error, again: () => void refetch() };
}

/** The server knows itself by its public name; the page may stand at another, and may show only what comes from its own. */
function toPath({ url }: FileLink): string {
  return new URL(url).pathname;
}
