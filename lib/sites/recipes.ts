import type { Recipe } from '#lib/detect/recipe.ts';
import { demo } from '#lib/detect/recipes/demo.ts';
import { gmail } from '#lib/detect/recipes/gmail.ts';
import { addressedInboxes } from '#lib/detect/recipes/addressed.ts';
import { businessSuite } from '#lib/detect/recipes/business-suite.ts';
import { instagram } from '#lib/detect/recipes/instagram.ts';
import { linkedin } from '#lib/detect/recipes/linkedin.ts';
import { mailru } from '#lib/detect/recipes/mailru.ts';
import { messenger } from '#lib/detect/recipes/messenger.ts';
import { nextcloudMail } from '#lib/detect/recipes/nextcloud-mail.ts';
import { outlook } from '#lib/detect/recipes/outlook.ts';
import { proton } from '#lib/detect/recipes/proton.ts';
import { horde } from '#lib/detect/recipes/horde.ts';
import { snappymail } from '#lib/detect/recipes/snappymail.ts';
import { sogo } from '#lib/detect/recipes/sogo.ts';
import { telegram } from '#lib/detect/recipes/telegram.ts';
import { tuta } from '#lib/detect/recipes/tuta.ts';
import { whatsapp } from '#lib/detect/recipes/whatsapp.ts';
import { x } from '#lib/detect/recipes/x.ts';
import { yahoo } from '#lib/detect/recipes/yahoo.ts';
import { yandex } from '#lib/detect/recipes/yandex.ts';
import { zimbra } from '#lib/detect/recipes/zimbra.ts';
import { allegro } from '#lib/detect/recipes/allegro.ts';
import { amazon } from '#lib/detect/recipes/amazon.ts';
import { baselinker } from '#lib/detect/recipes/baselinker.ts';
import { crisp } from '#lib/detect/recipes/crisp.ts';
import { ebay } from '#lib/detect/recipes/ebay.ts';
import { etsy } from '#lib/detect/recipes/etsy.ts';
import { mirakl } from '#lib/detect/recipes/mirakl.ts';
import { olx } from '#lib/detect/recipes/olx.ts';
import { shopify } from '#lib/detect/recipes/shopify.ts';
import { temu } from '#lib/detect/recipes/temu.ts';
import { vinted } from '#lib/detect/recipes/vinted.ts';
import { addressedMarkets } from '#lib/detect/recipes/addressed-markets.ts';
import { requestTracker } from '#lib/detect/recipes/request-tracker.ts';
import { roundcube } from '#lib/detect/recipes/roundcube.ts';
import { magento } from '#lib/detect/recipes/magento.ts';
import { prestashop } from '#lib/detect/recipes/prestashop.ts';
import { woocommerce } from '#lib/detect/recipes/woocommerce.ts';
import { wordpress } from '#lib/detect/recipes/wordpress.ts';

/**
 * Every recipe that is built in. For the build, the tests and the tools: what runs in the browser gets them one at a time
 * as files, so that no bundle grows with the number of sites.
 */
export const recipes: readonly Recipe[] = [
  demo,
  gmail,
  roundcube,
  sogo,
  snappymail,
  horde,
  outlook,
  businessSuite,
  instagram,
  linkedin,
  mailru,
  messenger,
  nextcloudMail,
  proton,
  telegram,
  tuta,
  whatsapp,
  x,
  yahoo,
  yandex,
  zimbra,
  ...addressedInboxes,
  allegro,
  amazon,
  baselinker,
  crisp,
  ebay,
  etsy,
  mirakl,
  olx,
  shopify,
  temu,
  vinted,
  ...addressedMarkets,
  requestTracker,
  prestashop,
  magento,
  woocommerce,
  wordpress,
];

export function recipeById(id: string): Recipe | undefined {
  return recipes.find(({ site }) => site === id);
}
