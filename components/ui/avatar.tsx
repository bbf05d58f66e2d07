import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { initials } from '#components/ui/initials.ts';
import css from '#components/ui/avatar.module.css';

/** Pairs that white letters of 12 px stand on with at least 4.5 : 1, both ends. */
const COLORS = [
  ['#c2415d', '#a8325a'],
  ['#b4521b', '#a03d2a'],
  ['#8a6100', '#7a4f0c'],
  ['#2e7d4f', '#1f6b5a'],
  ['#0f766e', '#13617e'],
  ['#2563c9', '#3b4fc4'],
  ['#5b4fd0', '#6d3fc0'],
  ['#8b3fb8', '#a1338f'],
] as const;

export type AvatarProps = {
  name: string;
  /** What the colour is made of, so that it stays when the name changes: the contact's id. */
  seed: string;
  picture?: string | null;
  /** In pixels. */
  size?: number;
  /** Nobody the book knows yet: no colour. */
  isUnknown?: boolean;
};

/** A person's picture or initials. Decoration: the name stands beside it. */
export function Avatar({ name, seed, picture, size = 32, isUnknown = false }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const [from, to] = COLORS[hash(seed) % COLORS.length] ?? COLORS[0];
  const style = {
    width: size,
    height: size,
    borderRadius: Math.round(size * 0.3),
    fontSize: Math.max(11, Math.round(size * 0.36)),
    ...(isUnknown ? {} : { backgroundImage: `linear-gradient(135deg, ${from}, ${to})` }),
  };
  return (
    <span aria-hidden className={classNames(css.avatar, isUnknown && css.unknown)} style={style}>
      {picture && picture !== broken ? (
        <img src={picture} alt="" onError={() => setBroken(picture)} referrerPolicy="no-referrer" />
      ) : (
        initials(name)
      )}
    </span>
  );
}

function hash(text: string): number {
  let sum = 0x81_1c_9d_c5; // FNV-1a
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01_00_01_93);
  return (sum ^ (sum >>> 15)) >>> 0;
}
