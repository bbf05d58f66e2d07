import { Section, type SectionProps } from '#components/ui/section.tsx';
import { useSetting } from '#components/use-setting.ts';
import { foldedSections } from '#lib/settings/settings.ts';

/** A section of a contact that each agent folds away for themselves, on every surface and for every contact (G4). */
export function FoldSection({ name, ...section }: Omit<SectionProps, 'fold'> & { name: string }) {
  const [folded, setFolded] = useSetting(foldedSections);
  const isOpen = !folded.includes(name);
  const toggle = () => setFolded(isOpen ? [...folded, name] : folded.filter((one) => one !== name));
  return <Section {...section} fold={{ isOpen, onToggle: toggle }} />;
}
