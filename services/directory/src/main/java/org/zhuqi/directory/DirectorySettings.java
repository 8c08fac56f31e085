package org.zhuqi.directory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param startingData whether districts that ship with this version are put in when they are not there
 * @param tellEvery how often an instance looks for changes that another one left untold
 * @param keepPreviews how long an import that nobody applied is kept: its rows hold personal data
 */
@ConfigurationProperties("zhuqi.directory")
public record DirectorySettings(
        @DefaultValue("true") boolean startingData,
        @DefaultValue("2s") Duration tellEvery,
        @DefaultValue("7d") Duration keepPreviews) {}
