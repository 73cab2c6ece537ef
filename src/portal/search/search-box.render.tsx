// The search box: a plain form whose text ends up in the address.
import { addressIn, type Language, wordsIn } from '../language.js';
import { searchWords } from './search.words.js';

interface SearchBoxProperties {
  readonly language: Language;
  readonly text?: string;
  /** The large one of the home page. */
  readonly large?: boolean;
}

/** The search form. It works without a script and from the keyboard alone. */
export function SearchBox({ language, text = '', large = false }: SearchBoxProperties) {
  const words = wordsIn(searchWords, language);
  return (
    <form
      class={large ? 'search search--large' : 'search'}
      action={addressIn(language, '/search')}
      role="search"
    >
      <label class="search__label" for="q">
        {words.label}
      </label>
      <div class="search__row">
        <input
          id="q"
          name="q"
          type="search"
          value={text}
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="q-hint"
          required
        />
        <button type="submit">
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
            <circle cx="8.5" cy="8.5" r="5.75" />
            <path d="m13 13 4.5 4.5" />
          </svg>
          {words.submit}
        </button>
      </div>
      <p class="search__hint" id="q-hint">
        {words.hint}
      </p>
    </form>
  );
}
