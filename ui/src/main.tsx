import './styles/index.css';
import { start } from './app/start';
import { startHost } from './host/start';

void start(startHost());
