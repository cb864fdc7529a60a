package org.resnetstudio.ui.shell;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/** The settings as they lie in the file; whatever is missing there is null here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredSettings(
        ThemeChoice theme,
        ScreenId screen,
        WindowState window,
        List<String> recentProjects,
        Map<String, String> folders,
        Map<String, String> values) {}
