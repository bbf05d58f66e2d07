import { describe, expect, test } from 'vitest';
import type { Requester } from '#lib/model/requester.ts';
import {
  frontFrame,
  NEW_TAB,
  withDocument,
  withFrame,
  withoutFrame,
  withShown,
} from '../../../entrypoints/background/tab-state.ts';

const someone = (address: string): Requester => ({
  site: 'roundcube',
  channel: 'email',
  name: '',
  address,
  confidence: 'sure',
  readFrom: 'header',
});
const url = 'https://poczta.example/';
const showing = (document: string, ...requesters: Requester[]) => ({
  document,
  url,
  turn: 1,
  reading: false,
  requesters,
});
const opening = (document: string) => ({ ...showing(document), reading: true });

describe('what a tab shows', () => {
  test('nothing, where no site is read', () => {
    expect(frontFrame(NEW_TAB)).toBeNull();
  });

  test('the message in a frame, while the document around it shows nobody', () => {
    const list = withFrame(withDocument(NEW_TAB, 0, { document: 'top', url }), 0, showing('top'));
    const preview = withFrame(list, 7, showing('a', someone('jan@poczta.example')));
    expect(frontFrame(preview)?.frameId).toBe(7);
    expect(frontFrame(withFrame(preview, 0, showing('top')))?.frameId).toBe(7);
  });

  test('that a message is being opened, and nobody of before', () => {
    const shown = withFrame(NEW_TAB, 0, showing('a', someone('jan@poczta.example')));
    const front = frontFrame(withFrame(shown, 0, opening('a')));
    expect(front?.frame).toMatchObject({ reading: true, requesters: [] });
  });

  test('the newer of two frames that show somebody', () => {
    const first = withFrame(NEW_TAB, 1, showing('a', someone('jan@poczta.example')));
    const second = withFrame(first, 2, showing('b', someone('ewa@poczta.example')));
    expect(frontFrame(second)?.frameId).toBe(2);
    expect(frontFrame(withoutFrame(second, 2))?.frameId).toBe(1);
  });

  test('nothing of the frames of a page that was left for another', () => {
    const shown = withFrame(NEW_TAB, 3, showing('a', someone('jan@poczta.example')));
    const next = withDocument(shown, 0, { document: 'b', url });
    expect(Object.keys(next.frames)).toEqual(['0']);
  });
});

describe('G23: the participant looked at', () => {
  const people = [someone('jan@poczta.example'), someone('ewa@poczta.example')];
  const shown = withFrame(NEW_TAB, 0, showing('a', ...people));

  test('is another than the requester once the agent chose', () => {
    expect(withShown(shown, 1).shown).toBe(1);
  });

  test('must be one that is shown', () => {
    expect(withShown(shown, 2)).toBe(shown);
  });

  test('is the requester again in the next message, and stays where the same is read again', () => {
    const other = withShown(shown, 1);
    expect(withFrame(other, 0, showing('a', ...people)).shown).toBe(1);
    expect(withFrame(other, 0, showing('a', someone('ola@poczta.example'))).shown).toBe(0);
  });
});

test('every change has a higher number', () => {
  const one = withFrame(NEW_TAB, 0, showing('a', someone('jan@poczta.example')));
  const two = withFrame(one, 0, opening('a'));
  const three = withoutFrame(two, 0);
  expect([one.turn, two.turn, three.turn]).toEqual([1, 2, 3]);
});
