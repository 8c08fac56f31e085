package org.zhuqi.directory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * @param startingData whether districts that ship with this version are put in when they are not there
 * @param tellEvery how often an instance looks for changes that another one left untold
 * @param keepPreviews how long an import that nobody applied is kept: its rows hold personal data
 * @param addressKey a secret of 32 characters or more, with which notification asks for addresses where it is a process of
 *     its own; without it nobody is told any
 */
@ConfigurationProperties("zhuqi.directory")
public record DirectorySettings(
        @DefaultValue("true") boolean startingData,
        @DefaultValue("2s") Duration tellEvery,
        @DefaultValue("7d") Duration keepPreviews,
        @Nullable Resource addressKey) {}
