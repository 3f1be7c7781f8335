import { type Fields, present } from './fields.ts';

/** What stands beside the part of a message: forwarded, about a product, from an advertisement. Kept with its content. */
export function circumstancesOf(message: Fields, context: Fields | undefined): Record<string, unknown> {
  const often = context?.optionalBoolean('frequently_forwarded');
  const product = context?.optionalObject('referred_product');
  return present({
    forwarded: often === true || context?.optionalBoolean('forwarded') === true ? true : undefined,
    forwardedOften: often === true ? true : undefined,
    product:
      product === undefined
        ? undefined
        : present({ catalogId: product.optionalString('catalog_id'), productId: product.optionalString('product_retailer_id') }),
    referral: referralOf(message.optionalObject('referral')),
  });
}

/** `{source_url, source_id, source_type, headline, body, media_type, image_url | video_url, thumbnail_url, ctwa_clid, welcome_message}` */
function referralOf(referral: Fields | undefined): Record<string, unknown> | undefined {
  if (referral === undefined) return undefined;
  return present({
    url: referral.optionalString('source_url'),
    id: referral.optionalString('source_id'),
    source: referral.optionalString('source_type'),
    headline: referral.optionalString('headline'),
    body: referral.optionalString('body'),
    mediaType: referral.optionalString('media_type'),
    imageUrl: referral.optionalString('image_url'),
    videoUrl: referral.optionalString('video_url'),
    thumbnailUrl: referral.optionalString('thumbnail_url'),
    clickId: referral.optionalString('ctwa_clid'),
    welcome: referral.optionalObject('welcome_message')?.optionalString('text'),
  });
}
