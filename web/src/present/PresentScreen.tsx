import { useQuery } from '@tanstack/react-query';
import { type Day, dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { Loading } from '../ui/Loading.tsx';
import { presentationQuery } from './presentQuery.ts';
import { Remote } from './Remote.tsx';

/** The chair's remote: what the room sees, what comes next, and what to say. */
export const presentScreen: Screen = {
  Screen: PresentScreen,
  prefetch: (client, { params: { date = '' } }) => client.fetchQuery(presentationQuery(date)),
  about: (_, { params: { date = '' } }) => ({ title: `Present ${dayLabel(date as Day)}` }),
};

function PresentScreen({ params: { date = '' } }: Visit) {
  const page = useQuery(presentationQuery(date));

  if (page.isPending) return <Loading what="presentation" />;
  if (page.isError && !page.data) {
    if (page.error instanceof ApiProblem && page.error.status === 404) {
      return <NotFound what="meeting" />;
    }
    return <SignInFirst error={page.error} what="presentation" />;
  }
  return <Remote page={page.data} />;
}
