// The same system asks ten organisations for the same: read once, checked one by one, approved with one confirmation.
import {
  axeFindsNothing,
  expect,
  nothingIsRefused,
  put,
  signIn,
  test,
  vendorAsks,
  world,
  type Stage,
} from "./stage";

const SYSTEM = "311111116_smartcloud_regnskap";
const COUNT = 10;

/** A system asks ten organisations, all of which Kari leads; gives the ids of the requests. */
async function asksTen(stage: Stage): Promise<string[]> {
  const { organisations } = await world(stage);
  const numbers = organisations.flatMap(({ orgNo }) => (orgNo === null ? [] : [orgNo]));
  const asked: string[] = [];
  for (const number of numbers.slice(-COUNT)) {
    await put(stage, `authorities/kari/${number}`, { roles: ["daglig-leder"] });
    const request = await vendorAsks(stage, "request", {
      systemId: SYSTEM,
      partyOrgNo: number,
      externalRef: "mange-like",
      integrationTitle: "Fellesløsning",
      rights: [{ resource: [{ id: "urn:altinn:resource", value: "ske-krav-og-betalinger" }] }],
      accessPackages: [],
      redirectUrl: "https://smartcloud.example/altinn/ferdig",
    });
    asked.push(request.id);
  }
  return asked;
}

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme, world: ["--parties", "40"] });
    nothingIsRefused();

    test("the same for ten organisations: four activations, ten receipts", async ({
      page,
      stage,
    }) => {
      const asked = await asksTen(stage);
      await signIn(page, stage);

      // One: a row, which says that it is one of ten.
      await page
        .getByRole("option", { name: /^Fellesløsning,.*10 virksomheter/ })
        .first()
        .click();
      await expect(page.getByRole("heading", { level: 1, name: "«Fellesløsning»" })).toBeVisible();
      await expect(
        page.getByRole("heading", { name: /^9 virksomheter til har fått samme forespørsel/ }),
      ).toBeVisible();
      // Two.
      await page.getByRole("button", { name: "Sjekk alle 10" }).click();
      const chosen = page.getByRole("group", { name: "10 av 10 valgt" });
      await expect(chosen.getByRole("checkbox", { checked: true })).toHaveCount(COUNT);
      await axeFindsNothing(page, "ten to choose among");
      // Three.
      await page.getByRole("button", { name: "Godkjenn for 10 …" }).click();
      await expect(page.locator("#confirm-sentence")).toContainText("10 virksomheter");
      await page.waitForTimeout(500);
      // Four.
      await page.getByRole("button", { name: "Godkjenn", exact: true }).click();

      const done = page.getByRole("heading", { name: "Godkjent for 10 av 10" });
      await expect(done).toBeFocused();
      await axeFindsNothing(page, "what came of it");
      const receipts = page.getByRole("link", { name: /^Kvittering .+ for / });
      await expect(receipts).toHaveCount(COUNT);
      const numbers = await receipts.allTextContents();
      expect(new Set(numbers).size, "each has its own").toBe(COUNT);
      const { requests, systemUsers } = await world(stage);
      const status = (id: string) => requests.find((request) => request.id === id)?.status;
      expect(asked.map(status)).toEqual(asked.map(() => "Accepted"));
      expect(systemUsers.filter(({ id }) => asked.includes(id))).toHaveLength(COUNT);

      await receipts.last().click();
      await expect(page.getByRole("heading", { level: 1, name: /har nå tilgang/ })).toBeVisible();
    });
  });
}

test.describe("one of them is left out", () => {
  test.use({ world: ["--parties", "40"] });

  test("it stays in the queue, and nothing of it is sent", async ({ page, stage }) => {
    const asked = await asksTen(stage);
    await signIn(page, stage);
    const rows = page.getByRole("option", { name: /^Fellesløsning,/ });
    await rows.first().click();
    await page.getByRole("button", { name: "Sjekk alle 10" }).click();
    const chosen = page.getByRole("group", { name: /av 10 valgt$/ });
    await chosen.getByRole("checkbox").nth(3).uncheck();
    await page.getByRole("button", { name: "Godkjenn for 9 …" }).click();
    await page.waitForTimeout(500);
    await page.getByRole("button", { name: "Godkjenn", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Godkjent for 9 av 9" })).toBeFocused();
    const { requests } = await world(stage);
    const open = requests.filter(({ id, status }) => asked.includes(id) && status === "New");
    expect(open).toHaveLength(1);
  });
});
