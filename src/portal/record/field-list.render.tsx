// The public fields of a record as a definition list.
import { isUscc } from '../../codes/uscc.js';
import type { ShownField } from '../../disclosure/credit-file.model.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { Chinese } from '../parts/text.render.js';
import { writtenAmount, writtenDay } from '../written.js';
import { recordWords } from './record.words.js';

// Longer texts take the whole width of the card.
const wideFromCharacters = 26;
// In a list of records a very long text is cut; its whole is on the record's own page.
const cutAtCharacters = 280;

interface FieldListProperties {
  readonly language: Language;
  readonly fields: readonly ShownField[];
  /** Given in lists: long texts are cut there and lead to this record. */
  readonly cutFor?: string;
}

/**
 * Short values first, side by side; then the longer texts; codes last, for they are looked up rather than read.
 * Within each group in the order of the catalogue.
 */
export function FieldList({ language, fields, cutFor }: FieldListProperties) {
  const written = fields.map((field) => {
    const text = writtenField(field, language);
    return { field, text, group: groupOf(text ?? '') };
  });
  const ordered = written.toSorted((one, other) => groups[one.group] - groups[other.group]);
  return (
    <dl class="fields">
      {ordered.map(({ field, text, group }) => (
        <div key={field.code} class={group === 'long' ? 'field field--wide' : 'field'}>
          <dt>{writtenLabel(field, language)}</dt>
          <dd>
            {text === null ? (
              <span class="redacted">{recordWords.redacted[language]}</span>
            ) : (
              <FieldText language={language} text={text} cutFor={cutFor} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const groups = { short: 1, long: 2, code: 3 } as const;

function groupOf(text: string): keyof typeof groups {
  if (isUscc(text)) return 'code';
  return widthOf(text) >= wideFromCharacters ? 'long' : 'short';
}

// In characters: a letter or digit takes half the room of a Chinese character.
function widthOf(text: string): number {
  return (text.length + (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)) / 2;
}

interface FieldTextProperties {
  readonly language: Language;
  readonly text: string;
  readonly cutFor: string | undefined;
}

function FieldText({ language, text, cutFor }: FieldTextProperties) {
  if (cutFor === undefined || text.length <= cutAtCharacters) {
    return <Chinese language={language}>{withMasks(text)}</Chinese>;
  }
  const words = wordsIn(recordWords, language);
  return (
    <>
      <Chinese language={language}>{withMasks(`${text.slice(0, cutAtCharacters)}……`)}</Chinese>{' '}
      <a class="more" href={addressIn(language, `/records/${cutFor}`)}>
        {words.fullText}
      </a>
    </>
  );
}

/** What masking left behind, set off from the agency's own words. */
function withMasks(text: string) {
  const pieces = text.split(/(［[^［］]{1,12}已屏蔽］)/);
  if (pieces.length === 1) return text;
  return pieces.map((piece, index) =>
    index % 2 === 1 ? (
      <span key={index} class="masked">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}

/** Whether any text of the fields carries a mask. */
export function hasMask(fields: readonly ShownField[]): boolean {
  return fields.some((field) => field.text?.includes('已屏蔽］') ?? false);
}

// Amounts are shown with their unit, which the official label repeats.
function writtenLabel(field: ShownField, language: Language): string {
  const label = field.label[language];
  return field.unit === undefined
    ? label
    : label.replace(/\s*[（(](万元|元|in [^（）()]*yuan)[)）]$/, '');
}

/** Days and amounts as people write them; everything else as the agency wrote it. */
function writtenField(field: ShownField, language: Language): string | null {
  if (field.text === null) return null;
  if (field.unit !== undefined) return writtenAmount(field.text, field.unit, language);
  if (language === 'en' && field.textEn !== undefined) return field.textEn;
  return writtenDay(field.text, language);
}
