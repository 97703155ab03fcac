import { axeFindsNothing, expect, signIn, test, watched } from "./stage";

for (const scheme of ["light", "dark"] as const) {
  test(`every screen in ${scheme}: axe finds nothing and the policy refuses nothing`, async ({
    page,
    stage,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const refused = await watched(page);
    await page.goto(stage.url);
    await expect(page.getByRole("button", { name: "Fortsett som Kari Haugen" })).toBeVisible();
    await axeFindsNothing(page, "sign-in");
    await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();

    await page.getByRole("link", { name: /Godkjenning/ }).click();
    await page.getByRole("option").first().click();
    await expect(page.getByRole("heading", { name: /vil la systemet/ })).toBeVisible();
    await axeFindsNothing(page, "approvals");

    for (const [link, heading] of [
      ["Systemtilganger", "Systemtilganger"],
      ["Virksomheter", "Virksomheter"],
      ["Aktivitet", "Aktivitet"],
      ["Innstillinger", "Innstillinger"],
    ] as const) {
      await page.getByRole("link", { name: new RegExp(link) }).first().click();
      await expect(page.getByRole("heading", { level: 1, name: heading }).first()).toBeVisible();
      await axeFindsNothing(page, link);
    }
    expect(refused).toEqual([]);
  });
}
