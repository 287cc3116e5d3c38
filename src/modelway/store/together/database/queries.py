"""What is asked of a place, by name. Row-level security adds the owner to each."""

JOURNALS = "SELECT DISTINCT journal FROM modelway.sealed_row ORDER BY journal"
EPOCHS = "SELECT DISTINCT epoch FROM modelway.sealed_row WHERE journal = %(journal)s ORDER BY epoch"
ROWS = """
SELECT machine, array_agg(number) FROM modelway.sealed_row
WHERE journal = %(journal)s AND epoch = %(epoch)s GROUP BY machine
"""
READ = """
SELECT number, sealed FROM modelway.sealed_row
WHERE journal = %(journal)s AND epoch = %(epoch)s AND machine = %(machine)s AND number = ANY(%(numbers)s)
"""
ADD = """
INSERT INTO modelway.sealed_row (journal, epoch, machine, number, sealed)
VALUES (%(journal)s, %(epoch)s, %(machine)s, %(number)s, %(sealed)s)
ON CONFLICT DO NOTHING
"""
PUT_AGAIN = "SELECT modelway.put_again(%(journal)s, %(epoch)s, %(machine)s, %(number)s, %(sealed)s)"
DROP_BEFORE = "SELECT modelway.drop_before(%(journal)s, %(epoch)s)"
# Whoever passes row-level security by, or may become the role that owns the tables, may meet nobody.
PRIVILEGED = """
SELECT rolsuper OR rolbypassrls OR pg_has_role('modelway_place', 'MEMBER')
FROM pg_roles WHERE rolname = current_user
"""
