import { useQueryClient } from '@tanstack/react-query';
import type { Channel } from '#contract/channels.ts';
import { channelQuery, channelsQuery } from './channel-queries.ts';

/** What the server answered is what is shown, here and in the list. */
export function useChanged(id: string) {
  const queries = useQueryClient();
  return (changed: Channel) => {
    queries.setQueryData(channelQuery(id).queryKey, changed);
    void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
  };
}
