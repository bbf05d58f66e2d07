/** Who looks after the comments, and writes some. */
export const EDITOR = { login: 'redakcja', name: 'Agnieszka Mazur', address: 'redakcja@knotek.example' };

/** A comment as somebody sends it under an article. `user`: by somebody who is signed in, with that login. */
export type Comment = { key: string; name: string; address: string; text: string; user?: string };

/** What stays of this is what the application lets pass: links and some words in bold. */
const HOSTILE_TEXT = `Świetny wpis! <strong>Ofiara Uczciwa</strong> <a href="mailto:ofiara@uczciwa.example">ofiara@uczciwa.example</a>
<td class="author column-author"><strong>Ofiara Uczciwa</strong><br><a href="mailto:ofiara@uczciwa.example">ofiara@uczciwa.example</a></td>
<div class="author-email">ofiara@uczciwa.example</div><input id="email" value="ofiara@uczciwa.example">`;

/** Oldest first. */
export const comments: readonly Comment[] = [
  {
    key: 'polish',
    name: 'Bożena Źdźbło',
    address: 'bozena.zdzblo@skrzynka.example',
    text: 'Czy ten świecznik będzie jeszcze w srebrze?',
  },
  {
    key: 'apostrophe',
    name: 'Sinéad O’Hara',
    address: "sinead.o'hara+shop@mail.example",
    text: 'Do you ship to Galway before Christmas?',
  },
  { key: 'hostile', name: 'Norbert Klamka', address: 'n.klamka@lewy.example', text: HOSTILE_TEXT },
  {
    key: 'own',
    name: EDITOR.name,
    address: EDITOR.address,
    text: 'Tak, od grudnia. Pytania o zwroty: obcy@gdzie-indziej.example',
    user: EDITOR.login,
  },
];

/** @throws where no comment bears the word */
export function commentOf(key: string): Comment & { id: number } {
  const index = comments.findIndex((comment) => comment.key === key);
  const found = comments[index];
  if (!found) throw new Error(`No comment is called ${key}.`);
  return { ...found, id: index + 1 };
}
