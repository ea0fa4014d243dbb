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
    await this.today();
    await this.synced();
  }

  async choosePin(pin) {
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

  async today() {
    await this.page.getByRole("link", { name: "Aujourd’hui" }).tap();
    await this.page.getByRole("heading", { name: /^Bonjour/ }).waitFor();
  }

  // To the doors of the first building that has one to see.
  async toGrid() {
    await this.today();
    await this.page.locator("a.btn.big, a.next, main a.btn").first().tap();
    await this.page.getByRole("grid").or(this.page.getByRole("group", { name: "Que s’est-il passé ?" })).first().waitFor();
  }

  // Stands at the next door.
  async toNextDoor() {
    await this.page.locator(".dado a.btn").tap();
    await this.button("Personne n’a ouvert").waitFor();
  }

  // One tap; returns when the phone says that it is kept.
  async keep(outcome) {
    await this.button(outcome).tap();
    await this.saved();
  }

  async saved() {
    await this.page.locator(".toast").waitFor();
  }

  // Sends, and waits until nothing waits.
  async synced() {
    await this.page.getByRole("link", { name: "Envoi" }).tap();
    await this.page.getByRole("heading", { name: "Envoi", exact: true }).waitFor();
    await this.page.getByText("Tout va bien").waitFor();
  }

  // The sentence that compares both sides.
  async sum() {
    return (await this.page.getByText(/Rien ne manque/).textContent()) ?? "";
  }
}
