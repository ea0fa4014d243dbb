// The hand of a neighbor: what is tapped on the phone's screens, in French, by role and name.
export const PIN = "274915";

export class Hand {
  constructor(phone) {
    this.phone = phone;
  }

  get page() {
    return this.phone.page;
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  async enrol(code, pin = PIN) {
    await this.page.getByLabel("Votre code").fill(code);
    await this.button("Continuer").tap();
    await this.choosePin(pin);
    await this.page.getByRole("heading", { name: /^Bonjour/ }).waitFor();
    await this.button("Commencer").tap();
    // The screens with addresses stand once it is gone; an address that changes before is not heard.
    await this.button("Commencer").waitFor({ state: "detached" });
    await this.send();
    await this.today();
  }

  async choosePin(pin = PIN) {
    for (const title of ["Choisissez un code secret", "Encore une fois"]) {
      await this.page.getByRole("heading", { name: title }).waitFor();
      await this.typePin(pin);
      await this.button("Continuer").tap();
    }
  }

  async typePin(pin) {
    for (const digit of pin) await this.button(digit).tap();
  }

  async unlock(pin = PIN) {
    await this.page.getByRole("heading", { name: "Votre code" }).waitFor();
    await this.typePin(pin);
    await this.button("Ouvrir").tap();
    await this.page.getByRole("heading", { name: "Votre code" }).waitFor({ state: "detached" });
  }

  // Opens what the PIN no more opens, by the words of the supervisor, and chooses another PIN.
  async recover(words, pin = PIN) {
    const field = this.page.getByLabel("Les mots de votre responsable");
    if (!(await field.isVisible())) await this.button("Code oublié ?").tap();
    await field.fill(words);
    await this.button("Continuer").tap();
    await this.choosePin(pin);
  }

  // By the address of a screen, as a link from elsewhere leads there.
  async go(path) {
    await this.page.evaluate((path) => (location.hash = `#${path}`), path);
  }

  async today() {
    await this.go("/");
    await this.page.getByRole("heading", { name: /^Bonjour/ }).waitFor();
  }

  // Stands at the next door, from the grid or from the first screen.
  async toNextDoor() {
    const lit = this.page.locator("a.btn.lamp, .dado a.btn.big").first();
    if (!(await lit.isVisible())) await this.today();
    await lit.tap();
    await this.button("Personne n’a ouvert").waitFor();
  }

  // One tap; returns when the phone says that it is kept.
  async keep(outcome) {
    const door = await this.page.locator(".plate [role=img]").getAttribute("aria-label");
    await this.button(new RegExp(`^${outcome}`)).tap();
    await this.saved(door);
    return door;
  }

  // It is told, and one stands on the grid again.
  async saved(door) {
    await this.page.locator(".toast", { hasText: new RegExp(`${door}\\s*:`) }).waitFor();
    await this.page.locator(".stair").waitFor();
  }

  // Several doors of one stairwell at once: nobody opened.
  async absentAtMany(count) {
    await this.today();
    await this.page.getByRole("link", { name: "Voir la mission" }).first().tap();
    await this.page.locator("a.row[href*='/buildings/']").first().tap();
    await this.button("Choisir plusieurs").tap();
    const doors = this.page.locator(".door[data-state=to_see][aria-pressed=false]");
    for (let n = 0; n < count; n++) await doors.first().tap();
    await this.button("Personne n’a ouvert").tap();
    await this.page.locator(".toast", { hasText: `${count} portes` }).waitFor();
  }

  // From the door on: somebody opened.
  async talk({ note, theme }) {
    const door = await this.page.locator(".plate [role=img]").getAttribute("aria-label");
    await this.button(/^On m’a ouvert/).tap();
    await this.page.getByRole("heading", { name: "Conseils donnés" }).waitFor();
    if (theme) await this.button(theme).tap();
    if (note) await this.page.locator("#note").fill(note);
    await this.button(/^Enregistrer/).tap();
    await this.saved(door);
    return door;
  }

  // How many visits the phone says that it has still to send.
  async waiting() {
    await this.today();
    const row = this.page.getByRole("link", { name: /à envoyer|Tout est envoyé/ }).first();
    return Number(/^\s*(\d+) visite/.exec(await row.innerText())?.[1] ?? 0);
  }

  // How many visits the phone says were made on it.
  async made() {
    await this.go("/sync");
    const row = this.page.getByText("Faites sur ce téléphone");
    await row.waitFor();
    return Number(/(\d+)/.exec(await row.locator("..").innerText())[1]);
  }

  // Sends by the button, and waits until all went well: what stands there before is about an earlier
  // time.
  async send() {
    const settled = this.page.getByText("Tout va bien");
    const now = this.button(/^(Envoyer|Essayer) maintenant$/);
    // An address that is set in the moment in which screens change hands may be heard by neither.
    for (let asked = 0; asked < 8; asked++) {
      await this.go("/sync");
      const is_there = await now.waitFor({ timeout: 4000 }).then(() => true, () => false);
      if (is_there) break;
      await this.go("/");
    }
    do {
      await now.waitFor();
      await this.page.evaluate(() => {
        globalThis.sent = new Promise((resolve) => {
          let has_begun = false;
          const watch = new MutationObserver(() => {
            const is_busy = document.querySelector(".dado .btn.light")?.ariaDisabled === "true";
            has_begun ||= is_busy;
            if (!has_begun || is_busy) return;
            watch.disconnect();
            resolve();
          });
          watch.observe(document, { subtree: true, childList: true, attributes: true });
        });
      });
      await now.tap();
      await this.page.evaluate(() => globalThis.sent);
      await settled.or(now).first().waitFor();
    } while (!(await settled.isVisible()));
  }

  // The sentence that compares both sides.
  async sum() {
    return this.page.getByText(/Rien ne manque/).innerText();
  }
}
