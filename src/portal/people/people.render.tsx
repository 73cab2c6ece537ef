// The page on how people are protected.
import { wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { declined, guards, peopleWords } from './people.words.js';

/** The ten guards, and what is declined. */
export function PeoplePage({ frame }: { readonly frame: Frame }) {
  const { language } = frame;
  const words = wordsIn(peopleWords, language);
  return (
    <Layout frame={frame} title={words.title} description={words.lead}>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <section class="section" aria-labelledby="guards">
        <h2 id="guards">{words.guards}</h2>
        <ol class="guards">
          {guards.map((guard) => (
            <li key={guard.title.en}>
              <h3>{guard.title[language]}</h3>
              <p>{guard.text[language]}</p>
            </li>
          ))}
        </ol>
      </section>
      <section class="section" aria-labelledby="declined">
        <h2 id="declined">{words.declined}</h2>
        <p class="section__lead">{words.declinedLead}</p>
        <table class="pairs">
          <thead>
            <tr>
              <th scope="col">{words.asked}</th>
              <th scope="col">{words.instead}</th>
            </tr>
          </thead>
          <tbody>
            {declined.map(({ asked, instead }) => (
              <tr key={asked.en}>
                <td>{asked[language]}</td>
                <td>{instead[language]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section class="section" aria-labelledby="questions">
        <h2 id="questions">{words.questions}</h2>
        <p class="section__lead">{words.questionsText}</p>
      </section>
    </Layout>
  );
}
