-- Two roles and three databases, once:  sudo -u postgres psql -v ON_ERROR_STOP=1 -f roles.sql
-- footing_owner makes and changes tables (footing migrate, footing restore). Give it a pass phrase: \password footing_owner
-- footing reads and writes rows (footing serve, footing work, footing backup) and can change no table.
CREATE ROLE footing_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE footing LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT 60;
CREATE DATABASE footing OWNER footing_owner;
CREATE DATABASE footing_keys OWNER footing_owner;
CREATE DATABASE footing_marks OWNER footing_owner;
REVOKE ALL ON DATABASE footing, footing_keys, footing_marks FROM PUBLIC;
GRANT CONNECT ON DATABASE footing, footing_keys, footing_marks TO footing;

\connect footing
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO footing_owner;
GRANT USAGE ON SCHEMA public TO footing;
ALTER DEFAULT PRIVILEGES FOR ROLE footing_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO footing;
ALTER DEFAULT PRIVILEGES FOR ROLE footing_owner IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO footing;

\connect footing_keys
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO footing_owner;
GRANT USAGE ON SCHEMA public TO footing;
ALTER DEFAULT PRIVILEGES FOR ROLE footing_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO footing;
ALTER DEFAULT PRIVILEGES FOR ROLE footing_owner IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO footing;

\connect footing_marks
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO footing_owner;
GRANT USAGE ON SCHEMA public TO footing;
ALTER DEFAULT PRIVILEGES FOR ROLE footing_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO footing;
ALTER DEFAULT PRIVILEGES FOR ROLE footing_owner IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO footing;
