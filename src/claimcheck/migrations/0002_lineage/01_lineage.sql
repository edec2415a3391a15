-- A claim keeps its key while its article is edited elsewhere, and leads on to its successor when it is edited itself.

ALTER TABLE articles ADD COLUMN root TEXT /* what the keys of its claims are made from: the digest of its first version; empty where that is this one */;

ALTER TABLE reviews ADD COLUMN replacement TEXT CHECK (replacement <> '') /* the wording proposed in place of the claim's */;

-- An edit elsewhere moves the words that attribute a claim. What was decided rests on who speaks, not on where that stands.
DROP TRIGGER claims_that_change_lose_their_basis;
CREATE TRIGGER claims_that_change_lose_their_basis AFTER UPDATE OF text, kind, attribution_id ON claims
WHEN new.basis IS NOT NULL AND (
    new.text IS NOT old.text OR new.kind IS NOT old.kind
    OR new.attribution_id IS NOT old.attribution_id AND (
        SELECT name || char(31) || coalesce(role, '') || char(31) || coalesce(via, '')
        FROM attributions JOIN speakers ON speakers.id = speaker_id WHERE attributions.id = new.attribution_id
    ) IS NOT (
        SELECT name || char(31) || coalesce(role, '') || char(31) || coalesce(via, '')
        FROM attributions JOIN speakers ON speakers.id = speaker_id WHERE attributions.id = old.attribution_id
    )
) BEGIN
    UPDATE claims SET basis = NULL WHERE id = new.id;
END;
