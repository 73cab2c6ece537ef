// The frame of every page: head, header with navigation, footer.
import type { ComponentChildren } from 'preact';
import type { Frame } from './frame.model.js';
import { addressIn, type Language, languageTag, wordsIn } from './language.js';
import { layoutWords } from './layout.words.js';
import { Form } from './parts/form.render.js';
import { Mark } from './parts/mark.render.js';

export type { Frame } from './frame.model.js';

interface LayoutProperties {
  readonly frame: Frame;
  /** Without the site's name, which is added. Undefined on the home page. */
  readonly title?: string;
  readonly description?: string;
  /** Search engines stay out: search results, receipts, refusals. */
  readonly unlisted?: boolean;
  /** The page speaks with the reader's passkey, which takes a script; the only one of the site. */
  readonly passkeys?: boolean;
  /** Extra class of the main element. */
  readonly kind?: string;
  /** Shown under the header, across the whole width. */
  readonly hero?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A whole document. */
export function Layout(page: LayoutProperties) {
  const { frame } = page;
  const { language } = frame;
  const siteTitle = `${siteNameOf(frame)} · ${layoutWords.product[language]}`;
  return (
    <html lang={languageTag[language]}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{page.title ? `${page.title} · ${siteTitle}` : siteTitle}</title>
        {page.description && <meta name="description" content={page.description} />}
        {page.unlisted && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#14313a" />
        <link rel="stylesheet" href={frame.assets.styles} />
        <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
        {!page.unlisted && <OtherAddresses frame={frame} />}
        {page.passkeys && <script type="module" src={frame.assets.passkeys} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {layoutWords.skip[language]}
        </a>
        <Header frame={frame} />
        <main id="content" tabIndex={-1}>
          {page.hero}
          <div class="eaves" aria-hidden="true" />
          <div class={`main ${page.kind ?? ''}`.trim()}>{page.children}</div>
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

// A site that was given no name of its own bears the product's, which stands beside it already.
function siteNameOf({ siteName, language }: Frame): string {
  const name = siteName[language];
  return name === layoutWords.product[language] ? layoutWords.purpose[language] : name;
}

/** What search engines are told: where this page lies, in which languages. */
function OtherAddresses({ frame }: { readonly frame: Frame }) {
  const at = (language: Language) => (frame.publicUrl ?? '') + addressIn(language, frame.address);
  return (
    <>
      {frame.publicUrl && <link rel="canonical" href={at(frame.language)} />}
      <link rel="alternate" hreflang="zh-CN" href={at('zh')} />
      <link rel="alternate" hreflang="en" href={at('en')} />
      <link rel="alternate" hreflang="x-default" href={at('zh')} />
    </>
  );
}

const places = [
  ['search', '/search'],
  ['dictionary', '/dictionary'],
  ['log', '/log'],
  ['people', '/people'],
  ['about', '/about'],
] as const;

function Header({ frame }: { readonly frame: Frame }) {
  const { language } = frame;
  const words = wordsIn(layoutWords, language);
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const path = frame.address.split('?')[0] as string;
  return (
    <header class="header">
      <div class="header__inner">
        <a
          class="brand"
          href={addressIn(language, '/')}
          aria-current={path === '/' ? 'page' : undefined}
        >
          <Mark size={40} />
          <span class="brand__text">
            <span class="brand__product">{words.product}</span>
            <span class="brand__site">{siteNameOf(frame)}</span>
          </span>
        </a>
        <nav class="navigation" aria-label={words.navigation}>
          <ul>
            {places.map(([name, address]) => (
              <li key={name}>
                <a
                  href={addressIn(language, address)}
                  aria-current={
                    path === address ? 'page' : path.startsWith(`${address}/`) ? 'true' : undefined
                  }
                >
                  {words[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="person">
          <Person frame={frame} />
          <a
            class="language"
            href={addressIn(other, frame.address)}
            hreflang={languageTag[other]}
            lang={languageTag[other]}
          >
            {words.toOtherLanguage}
          </a>
        </div>
      </div>
    </header>
  );
}

/** Who is signed in and as what, with the way out; or the way in. */
function Person({ frame }: { readonly frame: Frame }) {
  const { language, signedIn } = frame;
  const words = wordsIn(layoutWords, language);
  if (!signedIn) return <a href={addressIn(language, '/sign-in')}>{words.signIn}</a>;
  return (
    <>
      {signedIn.name && <a href={addressIn(language, '/account')}>{signedIn.name}</a>}
      <span class="person__as">{signedIn.name ? signedIn.as : words.signInHalf}</span>
      <Form frame={frame} to="/sign-out" submit={words.signOut} small />
    </>
  );
}

function Footer({ frame }: { readonly frame: Frame }) {
  const { language } = frame;
  const words = wordsIn(layoutWords, language);
  const to = (address: string) => addressIn(language, address);
  return (
    <footer class="footer">
      <div class="footer__inner">
        <div class="footer__about">
          <p class="footer__name">{siteNameOf(frame)}</p>
          <p>{words.footerPurpose}</p>
          <p>{words.footerProduct}</p>
        </div>
        <nav aria-label={words.footerUse}>
          <h2>{words.footerUse}</h2>
          <ul>
            <FooterLink to={to('/search')}>{words.search}</FooterLink>
            <FooterLink to={to('/receipts')}>{words.receipts}</FooterLink>
            <FooterLink to="/api/v1/openapi.json">{words.api}</FooterLink>
            <FooterLink to={to('/about#accessibility')}>{words.accessibility}</FooterLink>
          </ul>
        </nav>
        <nav aria-label={words.footerTrust}>
          <h2>{words.footerTrust}</h2>
          <ul>
            <FooterLink to={to('/dictionary')}>{words.dictionary}</FooterLink>
            <FooterLink to={to('/people')}>{words.people}</FooterLink>
            <FooterLink to={to('/log')}>{words.log}</FooterLink>
            <FooterLink to="/api/v1/checkpoint">{words.checkpoint}</FooterLink>
          </ul>
        </nav>
      </div>
    </footer>
  );
}

function FooterLink({
  to,
  children,
}: {
  readonly to: string;
  readonly children: ComponentChildren;
}) {
  return (
    <li>
      <a href={to}>{children}</a>
    </li>
  );
}
