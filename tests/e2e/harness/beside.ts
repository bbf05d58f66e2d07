import type { Frame, Page } from 'playwright-core';
import type { Agent } from './agent.ts';
import { openSidebar } from './expect.ts';
import { sidebarOf } from './on-page.ts';

/** A message of the demo inbox, by its id, with the sidebar open beside it. */
export async function openBeside(agent: Agent, serverUrl: string, id: string): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(`${serverUrl}/demo/inbox/${id}`);
  await openSidebar(page);
  return page;
}

/** The sidebar that is open on a page. @throws where there is none */
export function frameOf(page: Page): Frame {
  const frame = sidebarOf(page);
  if (!frame) throw new Error('The sidebar is closed.');
  return frame;
}
