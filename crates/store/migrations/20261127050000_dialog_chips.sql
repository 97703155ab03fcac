-- Counters of messages with attachments and of those with a due date, and an index of due dates that knows every filter:
-- these two lists of a whole folder are counted, cut at months and leapt into without a walk over all rows.
-- Previous release: opens the result; it reads the columns that it knows, and the triggers keep the new ones.

ALTER TABLE dialog_counts ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dialog_counts ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dialog_totals ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dialog_totals ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dialog_hours ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dialog_hours ADD COLUMN due INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER dialog_counts_summed;
DROP TRIGGER dialog_counts_summed_anew;
DROP TRIGGER dialogs_counted_in;
DROP TRIGGER dialogs_counted_out;
DROP TRIGGER dialogs_counted_anew;

UPDATE dialog_counts SET (attached, due) = (c.attached, c.due)
FROM (SELECT place AS folder, party, sum(attachments > 0) AS attached, sum(due_at IS NOT NULL) AS due
      FROM dialogs GROUP BY place, party
      UNION ALL
      SELECT 2, party, sum(attachments > 0), sum(due_at IS NOT NULL)
      FROM dialogs WHERE is_sent = 1 GROUP BY party) c
WHERE dialog_counts.folder = c.folder AND dialog_counts.party = c.party;

UPDATE dialog_totals SET (attached, due) = (c.attached, c.due)
FROM (SELECT folder, sum(attached) AS attached, sum(due) AS due FROM dialog_counts GROUP BY folder) c
WHERE dialog_totals.folder = c.folder;

UPDATE dialog_hours SET (attached, due) = (c.attached, c.due)
FROM (SELECT place AS folder, key / 3600000 AS hour, sum(attachments > 0) AS attached, sum(due_at IS NOT NULL) AS due
      FROM dialogs GROUP BY place, key / 3600000
      UNION ALL
      SELECT 2, key / 3600000, sum(attachments > 0), sum(due_at IS NOT NULL)
      FROM dialogs WHERE is_sent = 1 GROUP BY key / 3600000) c
WHERE dialog_hours.folder = c.folder AND dialog_hours.hour = c.hour;

CREATE TRIGGER dialog_counts_summed AFTER INSERT ON dialog_counts
BEGIN
    INSERT INTO dialog_totals (folder, total, unread, waiting, dated, attached, due)
    VALUES (NEW.folder, NEW.total, NEW.unread, NEW.waiting, NEW.dated, NEW.attached, NEW.due)
    ON CONFLICT (folder) DO UPDATE SET
        total = total + excluded.total, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated, attached = attached + excluded.attached, due = due + excluded.due;
END;

CREATE TRIGGER dialog_counts_summed_anew AFTER UPDATE ON dialog_counts
BEGIN
    UPDATE dialog_totals SET
        total = total + NEW.total - OLD.total, unread = unread + NEW.unread - OLD.unread,
        waiting = waiting + NEW.waiting - OLD.waiting, dated = dated + NEW.dated - OLD.dated,
        attached = attached + NEW.attached - OLD.attached, due = due + NEW.due - OLD.due
    WHERE folder = NEW.folder;
END;

CREATE TRIGGER dialogs_counted_in AFTER INSERT ON dialogs
BEGIN
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated, attached, due)
    VALUES (NEW.place, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4,
            NEW.attachments > 0, NEW.due_at IS NOT NULL)
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated, attached = attached + excluded.attached, due = due + excluded.due;
    INSERT INTO dialog_hours (folder, hour, total, attached, due)
    VALUES (NEW.place, NEW.key / 3600000, 1, NEW.attachments > 0, NEW.due_at IS NOT NULL)
    ON CONFLICT (folder, hour) DO UPDATE SET
        total = total + 1, attached = attached + excluded.attached, due = due + excluded.due;
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated, attached, due)
    SELECT 2, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4,
           NEW.attachments > 0, NEW.due_at IS NOT NULL
    WHERE NEW.is_sent
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated, attached = attached + excluded.attached, due = due + excluded.due;
    INSERT INTO dialog_hours (folder, hour, total, attached, due)
    SELECT 2, NEW.key / 3600000, 1, NEW.attachments > 0, NEW.due_at IS NOT NULL WHERE NEW.is_sent
    ON CONFLICT (folder, hour) DO UPDATE SET
        total = total + 1, attached = attached + excluded.attached, due = due + excluded.due;
END;

CREATE TRIGGER dialogs_counted_out AFTER DELETE ON dialogs
BEGIN
    UPDATE dialog_counts SET
        total = total - 1, unread = unread - OLD.is_unread, waiting = waiting - (OLD.status = 3),
        dated = dated - (OLD.due_at IS NOT NULL AND OLD.status <> 4), attached = attached - (OLD.attachments > 0),
        due = due - (OLD.due_at IS NOT NULL)
    WHERE party = OLD.party AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
    UPDATE dialog_hours SET
        total = total - 1, attached = attached - (OLD.attachments > 0), due = due - (OLD.due_at IS NOT NULL)
    WHERE hour = OLD.key / 3600000 AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
END;

CREATE TRIGGER dialogs_counted_anew
AFTER UPDATE OF key, party, status, labels, is_seen, is_api_only, due_at, attachments ON dialogs
WHEN (OLD.party, OLD.place, OLD.is_sent, OLD.is_unread, OLD.status, OLD.due_at, OLD.attachments > 0,
      OLD.key / 3600000)
     IS NOT
     (NEW.party, NEW.place, NEW.is_sent, NEW.is_unread, NEW.status, NEW.due_at, NEW.attachments > 0,
      NEW.key / 3600000)
BEGIN
    UPDATE dialog_counts SET
        total = total - 1, unread = unread - OLD.is_unread, waiting = waiting - (OLD.status = 3),
        dated = dated - (OLD.due_at IS NOT NULL AND OLD.status <> 4), attached = attached - (OLD.attachments > 0),
        due = due - (OLD.due_at IS NOT NULL)
    WHERE party = OLD.party AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
    UPDATE dialog_hours SET
        total = total - 1, attached = attached - (OLD.attachments > 0), due = due - (OLD.due_at IS NOT NULL)
    WHERE hour = OLD.key / 3600000 AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated, attached, due)
    VALUES (NEW.place, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4,
            NEW.attachments > 0, NEW.due_at IS NOT NULL)
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated, attached = attached + excluded.attached, due = due + excluded.due;
    INSERT INTO dialog_hours (folder, hour, total, attached, due)
    VALUES (NEW.place, NEW.key / 3600000, 1, NEW.attachments > 0, NEW.due_at IS NOT NULL)
    ON CONFLICT (folder, hour) DO UPDATE SET
        total = total + 1, attached = attached + excluded.attached, due = due + excluded.due;
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated, attached, due)
    SELECT 2, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4,
           NEW.attachments > 0, NEW.due_at IS NOT NULL
    WHERE NEW.is_sent
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated, attached = attached + excluded.attached, due = due + excluded.due;
    INSERT INTO dialog_hours (folder, hour, total, attached, due)
    SELECT 2, NEW.key / 3600000, 1, NEW.attachments > 0, NEW.due_at IS NOT NULL WHERE NEW.is_sent
    ON CONFLICT (folder, hour) DO UPDATE SET
        total = total + 1, attached = attached + excluded.attached, due = due + excluded.due;
END;

DROP INDEX dialogs_due;
CREATE INDEX dialogs_due ON dialogs
    (place, due_at, key, party, sender, service, status, is_unread, is_sent, attachments) WHERE due_at IS NOT NULL;
