package org.resnetstudio.project;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.project.ProjectException.Reason;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite and the file system report into sentences that say what to do. */
final class Failures {
    private static final int PRIMARY_CODE_MASK = 0xff;

    private Failures() {}

    static ProjectException of(Path folder, SQLException cause) {
        int code = cause instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE_MASK : -1;
        if (code == SQLiteErrorCode.SQLITE_FULL.code || needsSpace(cause)) {
            return new ProjectException(Reason.DISK_FULL, Sentence.of("problem.project.disk-full", folder), cause);
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return readOnly(folder, cause);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return damaged(folder, cause);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new ProjectException(Reason.ALREADY_OPEN, Sentence.of("problem.project.busy", folder), cause);
        }
        return new ProjectException(
                Reason.FAILED, Sentence.of("problem.project.database", folder, cause.getMessage()), cause);
    }

    /** SQLite's index of its journal lies in a file of its own, and fails in a way of its own on a full disk. */
    private static boolean needsSpace(SQLException cause) {
        return cause instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMMAP);
    }

    static ProjectException of(Path folder, IOException cause) {
        return new ProjectException(Reason.FAILED, Sentence.of("problem.project.folder", folder, cause), cause);
    }

    static ProjectException readOnly(Path path, Throwable cause) {
        return new ProjectException(Reason.READ_ONLY, Sentence.of("problem.project.read-only", path), cause);
    }

    static ProjectException damaged(Path folder, Throwable cause) {
        return new ProjectException(
                Reason.DAMAGED, Sentence.of("problem.project.damaged", folder.resolve(Project.DATABASE)), cause);
    }

    /** An edit that was stored well, and whose way back is lost. */
    static ProjectException damagedEntry(Path folder, Sentence description, Throwable cause) {
        return new ProjectException(
                Reason.DAMAGED,
                Sentence.of("problem.project.damaged-step", description, folder.resolve(Project.DATABASE)),
                cause);
    }
}
