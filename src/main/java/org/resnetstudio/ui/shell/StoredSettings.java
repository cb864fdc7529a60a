package org.resnetstudio.ui.shell;

import java.util.List;
import java.util.Map;

/** The settings as they lie in the file; whatever is missing there is null here. */
record StoredSettings(
        ThemeChoice theme,
        ScreenId screen,
        WindowState window,
        List<String> recentProjects,
        Map<String, String> folders,
        Map<String, String> values) {}
