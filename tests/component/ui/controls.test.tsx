import { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { initials } from '#components/ui/initials.ts';
import { Menu } from '#components/ui/menu.tsx';
import { Select } from '#components/ui/select.tsx';
import { Surface } from '#components/ui/surface.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { applyTheme } from '#components/ui/theme.ts';
import { Toasts, useToast } from '#components/ui/toast.tsx';

const COUNTRIES = [
  { id: 'PL', name: 'Poland' },
  { id: 'FR', name: 'France' },
  { id: 'CI', name: 'Côte d’Ivoire' },
];

async function violations(): Promise<string[]> {
  const found = await axe.run(
    { include: ['body'], exclude: ['[data-live-announcer]'] },
    { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } },
  );
  return found.violations.map(({ id }) => id);
}

describe('the kit', () => {
  test('a busy button keeps its focus and does nothing when it is pressed again', async () => {
    const press = vi.fn<() => void>();
    render(
      <Button isBusy onPress={press}>
        Add
      </Button>,
    );
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /Add/u }));
    expect(press).not.toHaveBeenCalled();
  });

  test('a field’s problem is tied to it, so that it is read with it', async () => {
    render(<TextField label="Name" value="" onChange={() => undefined} error="A contact needs a name." />);
    const field = screen.getByRole('textbox', { name: 'Name' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const words = document.getElementById(field.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '');
    expect(words?.textContent).toBe('A contact needs a name.');
    expect(await violations()).toEqual([]);
  });

  test('a country is found by typing without its accents, and taken back with Clear', async () => {
    const change = vi.fn<(id: string | null) => void>();
    const Choose = () => {
      const [value, setValue] = useState<string | null>(null);
      const choose = (id: string | null) => {
        change(id);
        setValue(id);
      };
      return <ComboBox label="Country" choices={COUNTRIES} value={value} onChange={choose} />;
    };
    render(<Choose />);
    const user = userEvent.setup();
    await user.type(screen.getByRole('combobox', { name: 'Country' }), 'cote');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(change).toHaveBeenLastCalledWith('CI');
    await user.click(screen.getByRole('button', { name: 'Clear: Country' }));
    expect(change).toHaveBeenLastCalledWith(null);
    expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('');
  });

  test('one of a few is chosen by the first letter of its name', async () => {
    const change = vi.fn<(id: string) => void>();
    render(
      <Select label="Country" placeholder="Choose" choices={COUNTRIES} value={null} onChange={change} />,
    );
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('f');
    expect(change).toHaveBeenCalledWith('FR');
  });

  test('an entry that cannot be done now is reached by keyboard and tells why', async () => {
    const act = vi.fn<() => void>();
    const entries = [
      { id: 'ticket', words: 'New ticket', unavailable: 'Needs an e-mail address', onAction: act },
    ];
    render(
      <Menu label="Actions" entries={entries}>
        <Button>More</Button>
      </Menu>,
    );
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{Enter}');
    const entry = await screen.findByRole('menuitem', { name: 'New ticket' });
    entry.focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('menuitem', { name: 'New ticket' })).toBe(entry);
    const why = document.getElementById(entry.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('Needs an e-mail address');
    expect(act).not.toHaveBeenCalled();
  });

  test('a dialog takes the focus, closes on Esc and gives the focus back', async () => {
    const Ask = () => {
      const [isOpen, setOpen] = useState(false);
      return (
        <>
          <Button onPress={() => setOpen(true)}>Ask</Button>
          <Dialog title="A form" isOpen={isOpen} onClose={() => setOpen(false)}>
            <TextField label="Name" value="" onChange={() => undefined} />
          </Dialog>
        </>
      );
    };
    render(<Ask />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Ask' }));
    const dialog = await screen.findByRole('dialog', { name: 'A form' });
    expect(dialog.contains(document.activeElement)).toBe(true);
    expect(await violations()).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ask' })));
  });

  test('a double click opens a dialog, whose second click beside it does not close it again; a later one does', async () => {
    const close = vi.fn<() => void>();
    const now = vi.spyOn(performance, 'now').mockReturnValue(10_000);
    render(
      <Dialog title="A form" isOpen onClose={close}>
        <p>What it asks</p>
      </Dialog>,
    );
    const user = userEvent.setup();
    now.mockReturnValue(10_200);
    await user.click(document.body);
    expect(close).not.toHaveBeenCalled();
    now.mockReturnValue(11_000);
    await user.click(document.body);
    expect(close).toHaveBeenCalledTimes(1);
    now.mockRestore();
  });

  test('a question before something final stays open to say what went wrong', async () => {
    const close = vi.fn<() => void>();
    const confirm = async () => {
      throw new Error('no');
    };
    render(
      <ConfirmDialog
        isOpen
        title="Delete?"
        confirm="Delete"
        onConfirm={confirm}
        onClose={close}
        problem={() => 'Not now'}
      >
        It is gone for good.
      </ConfirmDialog>,
    );
    await userEvent.setup().click(screen.getByRole('button', { name: 'Delete' }));
    expect((await screen.findByText('Not now')).getAttribute('role')).toBe('alert');
    expect(close).not.toHaveBeenCalled();
  });

  test('a toast is said in a live region and offers its way back', async () => {
    const undo = vi.fn<() => void>();
    const Say = () => {
      const say = useToast();
      return (
        <Button onPress={() => say({ words: 'Added', action: { words: 'Undo', onPress: undo } })}>Say</Button>
      );
    };
    render(
      <Surface theme="light">
        <Say />
        <Toasts />
      </Surface>,
    );
    const user = userEvent.setup();
    const region = screen.getByRole('status');
    await user.click(screen.getByRole('button', { name: 'Say' }));
    expect(region.textContent).toContain('Added');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(region.textContent).toBe('');
  });

  test('some of what a checkbox stands for is told apart from all and none', () => {
    render(
      <Checkbox isSelected={false} isSome onChange={() => undefined}>
        All
      </Checkbox>,
    );
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'All' }).indeterminate).toBe(true);
  });

  test('a theme of the agent’s own is written on the document, the system’s is not', () => {
    applyTheme('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    applyTheme('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  test('a flag without a name beside it has one, and a code that is none shows no picture', () => {
    const { container, rerender } = render(<Flag code="PL" label="Poland" />);
    expect(screen.getByAltText('Poland').getAttribute('src')).toBe('/flags/PL.svg');
    rerender(<Flag code="../x" label="Nowhere" />);
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByText('Nowhere')).toBeTruthy();
  });

  test('a person’s colour is the id’s: it stays when the name changes', () => {
    const { container, rerender } = render(<Avatar name="Jan Kowalski" seed="one" />);
    const before = container.querySelector('span')?.style.backgroundImage;
    rerender(<Avatar name="Maria Nowak" seed="one" />);
    expect(container.querySelector('span')?.style.backgroundImage).toBe(before);
    expect(container.textContent).toBe('MN');
  });

  test.each([
    ['Żaneta Gżegżółka', 'ŻG'],
    ['Bernadetta Brzęczyszczykiewicz-Wąsowska', 'BW'],
    ['lukasz_zarowka', 'LZ'],
    ['عبد الرحمن', 'عا'],
    ['👩‍🚀 Sofía', '👩‍🚀'],
    ['Sofía 🌸', 'S'],
    ['李明', '李'],
    ['\u200B \u200D', '?'],
    ['', '?'],
  ])('the initials of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});
