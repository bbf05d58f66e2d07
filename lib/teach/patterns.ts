/** All patterns that pointing writes beside those of addresses: a recipe from elsewhere may have no other. */

/** An address that stands in a longer text; its characters are told apart, so that it cannot take long. */
export const EMAIL = String.raw`(?:^|[^\w.%+'-])(?<value>[\w.%+'-]{1,64}@[\w-]{1,63}\.[\w.-]{0,200}\w)`;
export const MAILTO = '^mailto:(?<value>[^?]{1,320})';
export const AFTER_LABEL = '^[^:]{1,60}:(?<value>.{1,500})$';
/** A login has no blanks, and a number that is dialled from abroad has its plus: a name in their place is neither. */
export const LOGIN = String.raw`^(?<value>\S{1,100})$`;
export const PHONE = String.raw`^(?<value>\+[\d ()./-]{6,25})$`;

/** Where the hash of no page leads anywhere, one that does is of another page. */
export const NO_ROUTE = '^[^#]*(?:#[^/]*)?$';

/** Stands for a recipe's own id until it is kept. */
export const NEW_SITE = 'taught';
