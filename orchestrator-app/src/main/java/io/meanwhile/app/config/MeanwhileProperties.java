package io.meanwhile.app.config;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's settings.
 *
 * @param dataDirectory where the embedded database and the keys are kept
 */
@ConfigurationProperties("meanwhile")
public record MeanwhileProperties(@DefaultValue("./meanwhile-data") Path dataDirectory) {}
