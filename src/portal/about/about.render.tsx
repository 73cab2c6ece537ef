// The page about the site, with the accessibility statement.
import { wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { aboutWords, questions } from './about.words.js';

/** What the site is, what it leaves out, and how accessible it is. */
export function AboutPage({ frame }: { readonly frame: Frame }) {
  const { language } = frame;
  const words = wordsIn(aboutWords, language);
  return (
    <Layout frame={frame} title={words.title} description={words.lead}>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <div class="questions">
        {questions.map((question) => (
          <section key={question.title.en}>
            <h2>{question.title[language]}</h2>
            <p>{question.text[language]}</p>
          </section>
        ))}
      </div>
      <section class="section" id="accessibility" aria-labelledby="accessibility-title">
        <h2 id="accessibility-title">{words.accessibility}</h2>
        <p class="section__lead">{words.accessibilityText}</p>
        <h3>{words.gapsTitle}</h3>
        <p class="section__lead">{words.gapsText}</p>
      </section>
    </Layout>
  );
}
