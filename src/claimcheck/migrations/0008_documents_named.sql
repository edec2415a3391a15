-- Searching at the desk reads the titles and publishers of all documents; beside their texts that takes long.

CREATE INDEX documents_named ON documents (label, publisher, id);
