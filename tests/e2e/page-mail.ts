import type { BrowserContext, Page } from 'playwright-core';

export type Person = { name: string; address: string };

/** A page as strict as a webmail can be: nothing of the extension's may depend on what it allows. */
const POLICY = "default-src 'none'; style-src 'nonce-none'; frame-src 'none'";

/** Gmail's conversation, reduced to the hooks that its recipe reads. */
function markup({ name, address }: Person): string {
  return `<div class="adn ads"><table><tr><td class="gF gK"><h3 class="iw"><span email="${address}" name="${name}" class="gD"><span>${name}</span></span><span class="go">&lt;${address}&gt;</span></h3></td></tr></table>
    <div class="hb">to <span email="biuro@lampka.example" name="me">me</span></div>
    <div class="ii"><div class="a3s">Dzień dobry</div></div></div>`;
}

/** Opens a mail of somebody's on a page that answers for mail.google.com. */
export async function openGmail(context: BrowserContext, person: Person): Promise<Page> {
  await context.route('https://mail.google.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
      body: `<!doctype html><title>Sprawa - biuro@lampka.example - Gmail</title><body style="margin:0"><h2 class="hP">Sprawa</h2><div role="main"><div role="list">${markup(person)}</div></div><input id="reply">`,
    }),
  );
  const page = await context.newPage();
  await page.goto('https://mail.google.com/mail/u/0/#inbox/FMfcgzQaaaaaaaaaaaa');
  return page;
}

/** Opens another mail as Gmail does: another fragment, then the message in place of the former. */
export async function nextMail(page: Page, person: Person): Promise<void> {
  await page.evaluate(
    ({ id, html }) => {
      location.hash = `#inbox/FMfcgz${id}`;
      const list = document.querySelector('[role=list]');
      const subject = document.querySelector('h2.hP');
      if (!list || !subject) throw new Error('This page shows no mail.');
      subject.textContent = `Sprawa ${id}`;
      list.innerHTML = html;
    },
    { id: crypto.randomUUID().replaceAll('-', ''), html: markup(person) },
  );
}
