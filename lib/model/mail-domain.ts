import { isEmail, isRelayAddress } from '#lib/model/email.ts';

/** Where anybody can have a mailbox: such a domain tells nothing of whom somebody works for. */
const FOR_EVERYBODY = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com ' +
    'aol.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de mail.com zoho.com proton.me ' +
    'protonmail.com pm.me tutanota.com tuta.io fastmail.com yandex.com yandex.ru mail.ru hey.com duck.com qq.com 163.com ' +
    'wp.pl o2.pl tlen.pl go2.pl onet.pl onet.eu poczta.onet.pl op.pl vp.pl interia.pl interia.eu poczta.fm gazeta.pl ' +
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr ' +
    'orange.pl seznam.cz centrum.cz email.cz azet.sk libero.it virgilio.it tiscali.it alice.it telefonica.net terra.es ' +
    'sapo.pt ziggo.nl kpnmail.nl telenet.be skynet.be bluewin.ch btinternet.com sky.com virginmedia.com comcast.net ' +
    'verizon.net att.net bigpond.com uol.com.br bol.com.br'
  ).split(' '),
);
const FAMILY = /^(?:yahoo|hotmail|live|outlook|gmx)\.[a-z]{2,3}(?:\.[a-z]{2})?$/u;

/**
 * The domain of an address that may be an organisation's own (E31).
 * @returns null for a mailbox anybody can have, for a marketplace's mask, and for what is no address
 */
export function organisationDomain(address: string): string | null {
  if (!isEmail(address) || isRelayAddress(address)) return null;
  const domain = address
    .trim()
    .slice(address.trim().lastIndexOf('@') + 1)
    .toLowerCase();
  return FOR_EVERYBODY.has(domain) || FAMILY.test(domain) ? null : domain;
}

/** A name to propose for the organisation of a domain: "dom-swiatlo.pl" gives "Dom Swiatlo". */
export function nameOfDomain(domain: string): string {
  const parts = domain.split('.');
  const isTwoPart = parts.length > 2 && /^(?:co|com|net|org|gov|edu|ac)$/u.test(parts.at(-2) ?? '');
  const word = parts.at(isTwoPart ? -3 : -2) ?? domain;
  return word
    .split(/[-_]+/u)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}
