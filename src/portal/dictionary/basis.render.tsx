// The instrument on which something rests, with the mark where it could not be established.
import type { LegalBasis } from '../../catalogue/item.model.js';
import { type Language, wordsIn } from '../language.js';
import { Chinese } from '../parts/text.render.js';
import { dictionaryWords } from './dictionary.words.js';

interface BasisProperties {
  readonly basis: LegalBasis;
  readonly language: Language;
}

/** Instrument, article, where it was read and how sure we are. */
export function Basis({ basis, language }: BasisProperties) {
  const words = wordsIn(dictionaryWords, language);
  return (
    <div class="basis">
      <p>
        {basis.instrument[language]}
        {basis.article && (
          <>
            {language === 'zh' ? '，' : ', '}
            <Chinese language={language}>{basis.article}</Chinese>
          </>
        )}
        {basis.notEstablished && <strong class="not-established">{words.notEstablished}</strong>}
      </p>
      {basis.why && <p class="basis__why">{basis.why[language]}</p>}
      <p class="basis__source">
        {words.source}
        {language === 'zh' ? '：' : ': '}
        <Chinese language={language}>{basis.source}</Chinese>
        <span class="separator" aria-hidden="true" />
        {words[`confidence${basis.confidence}`]}
      </p>
    </div>
  );
}
