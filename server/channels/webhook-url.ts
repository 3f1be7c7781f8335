/** Where a kind of channel takes webhooks, as providers are told. */
export function webhookUrlOf({ publicUrl }: { publicUrl(): string }, type: string): string {
  return `${publicUrl()}/webhooks/${type}`;
}
