// Holds the store for this worker alone, until it ends. A page that was loaded anew waits a moment
// for the worker before it to be gone.
export const holdAlone = (patience) =>
  new Promise((resolve) => {
    const signal = AbortSignal.timeout(patience);
    const held = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks.request("palier", { signal }, held).catch(({ name }) => resolve(name !== "TimeoutError"));
  });
