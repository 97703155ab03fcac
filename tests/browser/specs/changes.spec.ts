// Changes of system users: found by their link, shown as what they do, approved, rejected, and resumed.
import {
  axeFindsNothing,
  confirm,
  expect,
  faults,
  giveLink,
  seededChange,
  signIn,
  test,
} from "./stage";

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test("a change is shown as what comes, what goes and what stays, and approved once", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      const change = await seededChange(stage, "change-mixed");
      await giveLink(page, change.confirmUrl);
      await expect(
        page.getByRole("heading", { level: 1, name: /vil endre hva «Oppdrag Bilag» kan gjøre/ }),
      ).toBeVisible();
      // The effect comes before any list, in one line for those who do not see the boxes.
      await expect(page.getByRole("region", { name: /mer|mindre/ }).first()).toBeVisible();
      await expect(page.getByRole("heading", { name: /^Legges til/ })).toBeVisible();
      await expect(page.getByRole("heading", { name: /^Fjernes/ })).toBeVisible();
      await expect(
        page.getByRole("option", { name: /^Oppdrag Bilag.*\d+ tjenester? (mer|mindre)/ }),
        "the effect stands in the queue as soon as it is read",
      ).toBeVisible();
      const unchanged = page.getByRole("button", { name: /^Uendret/ });
      await expect(unchanged).toHaveAttribute("aria-expanded", "false");
      await unchanged.click();
      await expect(page.getByText(/blir værende gjennom/).first()).toBeVisible();
      await axeFindsNothing(page, "the diff, unfolded");
      await expect(
        page.getByRole("link", { name: "Se tilgangen slik den er i dag" }),
      ).toBeVisible();
      // Altinn forwards no changes; a letter does.
      await expect(page.getByRole("button", { name: "Send videre" })).toHaveCount(0);

      await page.getByRole("button", { name: "Godkjenn endringen …" }).click();
      await expect(page.getByText(/Det virker med en gang/)).toBeVisible();
      await axeFindsNothing(page, "confirming");
      await page.waitForTimeout(500);
      await page.getByRole("button", { name: "Godkjenn", exact: true }).click();
      await expect(
        page.getByRole("heading", { level: 1, name: /Oppdrag Bilag er endret for/ }),
      ).toBeVisible();
      await expect(page.getByRole("heading", { name: "Før og etter" })).toBeVisible();
      await axeFindsNothing(page, "receipt with before and after");
      expect((await seededChange(stage, "change-mixed")).status).toBe("Accepted");
    });

    test("one that stops half-way says how far it came, and goes on with what is left", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      const change = await seededChange(stage, "change-stops-half-way");
      await giveLink(page, change.confirmUrl);
      await confirm(page, "Godkjenn endringen …", "Godkjenn");
      await expect(page.getByText("Bare delvis endret.").first()).toBeVisible();
      await expect(page.getByRole("heading", { name: /av \d+ steg er gjort/ })).toBeVisible();
      await expect(page.getByRole("list", { name: "Steg hos Altinn" })).toBeVisible();
      // The queue says it too, without being read again.
      await expect(
        page.getByRole("option", { name: /^Halvferdig endring, Kystlinje Rapport/ }),
      ).toBeVisible();
      await axeFindsNothing(page, "half done");
      await page.getByRole("button", { name: "Fortsett endringen …" }).click();
      await expect(page.getByText(/Det som er gjort, sendes ikke på nytt/).last()).toBeVisible();
    });
  });
}

test("a change that is rejected leaves the access as it was, and can be undone for ten seconds", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  const change = await seededChange(stage, "change-mixed");
  await giveLink(page, change.confirmUrl);
  await page.getByRole("button", { name: "Avvis", exact: true }).click();
  await page.getByRole("button", { name: "Angre" }).first().click();
  await expect(page.getByRole("button", { name: "Godkjenn endringen …" })).toBeVisible();
  await page.getByRole("button", { name: "Avvis", exact: true }).click();
  await page.getByRole("link", { name: /Aktivitet/ }).click();
  await expect
    .poll(async () => (await seededChange(stage, "change-mixed")).status)
    .toBe("Rejected");
});

test("a change found once is found again without its link", async ({ page, stage }) => {
  await signIn(page, stage);
  const change = await seededChange(stage, "change-mixed");
  await giveLink(page, change.confirmUrl);
  await expect(page.getByRole("heading", { level: 1, name: /Oppdrag Bilag/ })).toBeVisible();
  await page.getByRole("button", { name: /^Endring/ }).click();
  await expect(page.getByRole("option", { name: /^Oppdrag Bilag/ })).toBeVisible();
  await page.getByRole("link", { name: /^Systemtilganger/ }).click();
  await page.getByRole("option", { name: /Oppdrag Bilag.*Endring venter/ }).click();
  await page.getByRole("link", { name: "Se endringen" }).click();
  await expect(page.getByRole("button", { name: "Godkjenn endringen …" })).toBeVisible();
});

test("what cannot be read is not guessed: the change waits for Altinn's own page", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  const change = await seededChange(stage, "change-mixed");
  await faults(stage, [{ path: "/authentication/api/v1/systemuser", method: "GET", status: 503 }]);
  await giveLink(page, change.confirmUrl);
  await expect(page.getByRole("button", { name: "Godkjenn endringen …" })).toHaveCount(0);
  await faults(stage, []);
});
