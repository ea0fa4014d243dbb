// The texts of one language, from the folder of this version; nothing where there is no way to them.
export const loadTexts = async (code) => {
  try {
    const answer = await fetch(new URL(`locales/${code}.ftl`, globalThis.palierVersion));
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
};
