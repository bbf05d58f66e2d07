// The package's ES module has no types of its own: those of `@types/punycode` are for its CommonJS face.
declare module 'punycode/punycode.es6.js' {
  export function toUnicode(domain: string): string;
}
