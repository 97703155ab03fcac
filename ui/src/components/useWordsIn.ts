import { useQuery } from '@tanstack/react-query';
import type { Language } from '~/api/generated/surface';
import { loadCatalogue, makeWords, useWords, type Words } from '~/i18n';

/** Words in a language that need not be the screens': for what somebody else will read. Until they are there, ours. */
export function useWordsIn(language: Language): Words {
  const ours = useWords();
  const { data } = useQuery({
    queryKey: ['words', language],
    queryFn: async () => makeWords(language, await loadCatalogue(language)),
    enabled: language !== ours.language,
    staleTime: Infinity,
  });
  return language === ours.language ? ours : (data ?? ours);
}
