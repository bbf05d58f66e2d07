import { emailKey, isRelayAddress } from '#lib/model/email.ts';

/** Where anybody gets a mailbox: such a domain says nothing of who somebody works for (E31). */
const FREE = new Set(
  `gmail.com googlemail.com icloud.com me.com mac.com aol.com aim.com msn.com passport.com mail.com email.com usa.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io keemail.me hey.com fastmail.com
  fastmail.fm zoho.com zohomail.com zohomail.eu mailbox.org posteo.de posteo.net riseup.net disroot.org runbox.com
  hushmail.com duck.com mozmail.com relay.firefox.com privaterelay.appleid.com simplelogin.com anonaddy.com addy.io
  wp.pl o2.pl tlen.pl go2.pl onet.pl onet.eu op.pl vp.pl poczta.onet.pl poczta.onet.eu autograf.pl buziaczek.pl
  interia.pl interia.eu interia.com poczta.fm intmail.pl pisz.to gazeta.pl int.pl 1gb.pl 2gb.pl spoko.pl poczta.pl
  neostrada.pl tenbit.pl amorki.pl onet.com.pl pro.onet.pl home.pl orange.pl upcpoczta.pl vectranet.pl
  free.fr orange.fr wanadoo.fr laposte.net sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr noos.fr bbox.fr
  aliceadsl.fr voila.fr caramail.com dbmail.com gmx.fr
  web.de gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.eu t-online.de freenet.de arcor.de 1und1.de online.de vodafone.de
  mail.de email.de kabelmail.de unitybox.de bluewin.ch hispeed.ch sunrise.ch chello.at aon.at a1.net
  libero.it virgilio.it alice.it tiscali.it tin.it tim.it inwind.it iol.it email.it fastwebnet.it poste.it pec.it
  telefonica.net terra.es ya.com ono.com movistar.es sapo.pt iol.pt clix.pt netcabo.pt mail.telepac.pt
  seznam.cz email.cz centrum.cz volny.cz post.cz atlas.cz centrum.sk azet.sk zoznam.sk post.sk
  freemail.hu citromail.hu abv.bg mail.bg dir.bg yahoo.com.br uol.com.br bol.com.br terra.com.br ig.com.br globo.com
  ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl casema.nl telenet.be skynet.be proximus.be scarlet.be
  telia.com bredband.net spray.se comhem.se online.no getmail.no mail.dk jubii.dk stofanet.dk luukku.com suomi24.fi
  btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net charter.net cox.net earthlink.net juno.com netzero.net
  optonline.net rogers.com shaw.ca sympatico.ca videotron.ca telus.net bigpond.com optusnet.com.au xtra.co.nz
  mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru ya.ru ukr.net i.ua meta.ua bigmir.net tut.by inbox.lv inbox.lt
  mail.ee delfi.ee qq.com 163.com 126.com yeah.net sina.com sina.cn sohu.com foxmail.com aliyun.com naver.com hanmail.net
  daum.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com walla.co.il walla.com mynet.com otenet.gr`.split(
    /\s+/u,
  ),
);
/** Those that are there under the ending of every country. */
const FREE_EVERYWHERE =
  /^(?:yahoo|ymail|rocketmail|hotmail|outlook|live|yandex|gmx|windowslive)\.[a-z.]{2,6}$/u;
/** Under these of a country, names are given out as under a country itself: `firma.com.pl`, `shop.co.uk`. */
const SECOND = new Set([
  'com',
  'co',
  'net',
  'org',
  'gov',
  'edu',
  'ac',
  'biz',
  'info',
  'ltd',
  'waw',
  'gob',
  'gouv',
  'asso',
]);

/** The domain that was registered: `mail.firma.com.pl` is of `firma.com.pl`. */
export function registeredDomain(domain: string): string {
  const labels = domain.split('.');
  const isSecond = labels.length > 2 && (labels.at(-1)?.length ?? 0) === 2 && SECOND.has(labels.at(-2) ?? '');
  return labels.slice(isSecond ? -3 : -2).join('.');
}

/**
 * The domain of an address as far as it says whose firm somebody is of: null for free mail, for a marketplace's relays and
 * for what is no address.
 */
export function workDomain(address: string): string | null {
  const key = emailKey(address);
  if (key === null || isRelayAddress(key)) return null;
  const domain = key.slice(key.lastIndexOf('@') + 1);
  const registered = registeredDomain(domain);
  const isFree = FREE.has(domain) || FREE.has(registered) || FREE_EVERYWHERE.test(registered);
  return isFree ? null : domain;
}

/** A domain as it is typed or pasted, `https://www.firma.pl/kontakt` or `@firma.pl`; null where it is none. */
export function readDomain(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^[a-z]+:\/\//iu, '')
    .replace(/^.*@/u, '')
    .replace(/[/?#:].*$/u, '')
    .replace(/^www\./iu, '');
  const key = emailKey(`x@${bare}`);
  return key === null ? null : key.slice(2);
}

/** What a firm may be called, by its domain: `zielona-lampka.com.pl` gives `Zielona lampka`. */
export function nameFromDomain(domain: string): string {
  const [label = ''] = registeredDomain(domain).split('.');
  const words = label.replaceAll(/[-_]+/gu, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
