import { expect, seeded, signIn, test } from "./stage";

test("from the queue to a receipt in three activations: a row, a key, a key", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  const row = page.getByRole("option", { name: /SmartCloud Faktura/ });
  await expect(row).toBeVisible();
  await row.click();
  await expect(page.getByRole("heading", { name: /SmartCloud Faktura/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Godkjenn …" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  const confirm = page.getByRole("button", { name: "Godkjenn", exact: true });
  await expect(confirm).toBeFocused();
  // The button passes over input for 400 ms, so that a held key cannot approve.
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/har nå tilgang for/).first()).toBeVisible();
  expect((await seeded(stage, "approvable")).status).toBe("Accepted");
});

test.describe("without the portal scope", () => {
  test.use({ portalScope: false });

  test("a pasted link opens its review, and a bad one says why", async ({ page, stage }) => {
    await signIn(page, stage);
    await page.getByRole("link", { name: /Godkjenning/ }).click();
    const field = page.getByRole("textbox", { name: "Lenke fra leverandøren" });
    await field.fill(
      "https://am.ui.altinn.no.evil.example/accessmanagement/ui/systemuser/request?id=1",
    );
    await field.press("Enter");
    await expect(page.getByText(/evil\.example/).first()).toBeVisible();
    const request = await seeded(stage, "approvable");
    await field.fill(request.confirmUrl);
    await field.press("Enter");
    await expect(page.getByRole("heading", { name: /SmartCloud Faktura/ })).toBeVisible();
  });
});
